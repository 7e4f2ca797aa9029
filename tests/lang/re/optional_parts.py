import re

date = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(T(\d\d):(\d\d))?$")
for text in ["2024", "2024-01", "2024-01-02", "2024-01-02T03:04", "24", "2024-1"]:
    m = date.match(text)
    print(text, m and m.groups())
