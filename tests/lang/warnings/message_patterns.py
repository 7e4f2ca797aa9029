import warnings

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message=".*skip")
    warnings.filterwarnings("error", message="bad", category=UserWarning)
    warnings.warn("please skip")
    warnings.warn("keep")
    try:
        warnings.warn("Bad one")
    except UserWarning as error:
        print(error)
    warnings.warn("bad but deprecated", DeprecationWarning)
    print([str(m.message) for m in log])

class Mine(UserWarning):
    pass

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always", Mine)
    warnings.warn(Mine("custom"))
    print(log[0].category is Mine, log[0].message.args)
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "line"), end="")
shown = []
with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: shown.append(str(message))
    warnings.warn("through the hook")
print(shown)
