import FieldModel

/// In these tests a problem is one of the data; the protocol has problems of its own.
typealias Problem = FieldModel.Problem
