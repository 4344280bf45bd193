public import ArgumentParser
public import SyncServer

extension Role: ExpressibleByArgument {}
