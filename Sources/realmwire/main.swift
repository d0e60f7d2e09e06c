import RealmwireCommands

Realmwire.main()
