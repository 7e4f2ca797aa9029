class Bad(Exception):
    def __str__(self):
        raise RuntimeError("no text")
try:
    str(Bad())
except RuntimeError as e:
    print("failed", e)
print(repr(Bad(1)))
class NotStr(Exception):
    def __str__(self):
        return 5
try:
    str(NotStr())
except TypeError as e:
    print(e)
