#include <zlib.h>

// zlib's own `inflateInit` and `deflateInit` are macros, which Swift does not see.
static inline int realmwire_inflate_init(z_stream *stream) { return inflateInit(stream); }
static inline int realmwire_deflate_init(z_stream *stream, int level) { return deflateInit(stream, level); }
