import re


def kind(text):
    if m := re.fullmatch(r"(\d+)", text):
        return int(m[1])
    if m := re.fullmatch(r"(\w+)=(\w+)", text):
        match m.groups():
            case ("x", value):
                return "x is " + value
            case (name, _):
                return name
    return None


print([kind(t) for t in ["12", "x=5", "y=1", "?"]])
