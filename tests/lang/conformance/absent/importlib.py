"""importlib.import_module, for the harness."""


def import_module(name, package=None):
    module = __import__(name)
    for part in name.split(".")[1:]:
        module = getattr(module, part)
    return module
