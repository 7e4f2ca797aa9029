import re

for template in [r"\2", r"\g<x>", r"\g<", r"\g<>", r"\g", r"\q", r"\g<1", r"\g<-1>", r"\400", "\\"]:
    try:
        print(template, re.sub("(a)", template, "a"))
    except (re.error, IndexError) as e:
        print(template, type(e).__name__, e)
