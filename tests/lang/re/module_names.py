import re

for name in ["A", "ASCII", "I", "IGNORECASE", "L", "LOCALE", "M", "MULTILINE", "S", "DOTALL", "U", "UNICODE", "X", "VERBOSE", "NOFLAG", "compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn", "escape", "purge", "error", "Pattern", "Match"]:
    if not hasattr(re, name):
        print("missing", name)
print(re.error.__name__, issubclass(re.error, Exception))
