import logging, sys, io
s = io.StringIO()
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s %(lineno)d", stream=s)
log = logging.getLogger("a.b")
log.info("hi %s", 1); log.debug("no"); log.warning("w %(x)d", {"x": 3})
logging.getLogger("a").setLevel("ERROR")
log.info("silent"); log.error("err")
print(log, log.parent, log.getEffectiveLevel(), logging.getLevelName(20), logging.getLevelName("INFO"), logging.getLevelName(7))
h = logging.StreamHandler(s); h.setFormatter(logging.Formatter("{levelname:>8}|{message}", style="{"))
log.addHandler(h); log.propagate = False
log.critical("c")
try: 1/0
except ZeroDivisionError: log.exception("exc")
print(s.getvalue().split("Traceback")[0])
print(s.getvalue().splitlines()[-1])
for f in (lambda: log.setLevel("X"), lambda: log.setLevel(1.5), lambda: logging.Formatter("x", style="q"), lambda: logging.Formatter("x")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
class F(logging.Filter):
    def filter(self, r): return "secret" not in r.getMessage()
log.addFilter(F()); log.error("a secret"); log.error("open")
print(s.getvalue().splitlines()[-1])
ad = logging.LoggerAdapter(log, {"k": 1}); ad.error("via"); print(s.getvalue().splitlines()[-1])
