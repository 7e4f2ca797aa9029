import io
import logging

def run(formatter):
    s = io.StringIO()
    h = logging.StreamHandler(s)
    h.setFormatter(formatter)
    log = logging.getLogger("fmt")
    log.handlers[:] = [h]
    log.propagate = False
    log.setLevel(1)
    log.warning("msg %s", "arg", extra={"user": "u1"})
    return s.getvalue()

print(run(logging.Formatter("%(levelname)-9s|%(name)s|%(message)s|%(user)s|%(levelno)d")), end="")
print(run(logging.Formatter("{levelname:^11}|{message}|{user}", style="{")), end="")
print(run(logging.Formatter("$levelname ${message}", style="$")), end="")
print(run(logging.Formatter("%(missing)s %(message)s", defaults={"missing": "d"})), end="")

class Last(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()

print(run(Last()), end="")

class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append((record.levelname, record.getMessage(), record.name))

c = Collect()
log = logging.getLogger("p.q")
log.propagate = False
log.addHandler(c)
c.addFilter(lambda record: "no" not in record.getMessage())
c.addFilter(logging.Filter("p"))
log.error("yes")
log.error("no")
log.error("%(k)s", {"k": 1})
log.error({"not": "a format"})
print(c.records)
try:
    log.error("x", extra={"message": 1})
except KeyError as error:
    print(error)
for bad in (lambda: logging.getLogger(3), lambda: log.setLevel("nope"), lambda: log.log("x", "y"), lambda: logging.basicConfig(odd=1)):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
