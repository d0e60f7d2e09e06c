/// The run-time versions that generated code may ask for.
///
/// Generated code names the version it was made for. One that is no longer there, or not yet, is a compile error:
/// generate again with the `realmwire` of this package.
public enum WireVersion {
  /// The first.
  public enum V1 {}
}
