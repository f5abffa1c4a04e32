// The library's face: tensors, shapes and symbols come with it.
@_exported public import Computation
