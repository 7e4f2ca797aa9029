e = ImportError("msg", name="mod", path="/x")
print(e.msg, e.name, e.path, e.args, str(e), repr(e))
print(ImportError().msg, ImportError("a", "b").msg, str(ImportError("a", "b")), ModuleNotFoundError("m", name="n").name)
e.name = "other"
print(e.name)
