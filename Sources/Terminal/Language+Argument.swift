public import ArgumentParser
public import FieldModel

extension Language: ExpressibleByArgument {}
