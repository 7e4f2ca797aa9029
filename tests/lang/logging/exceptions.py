import io
import logging

s = io.StringIO()
logging.basicConfig(stream=s, format="%(levelname)s %(message)s", level=logging.DEBUG)
try:
    {}["k"]
except KeyError:
    logging.exception("caught")
    logging.error("plain")
    logging.warning("with", exc_info=True)
logging.debug("done", exc_info=False)
lines = s.getvalue().splitlines()
print([line for line in lines if not line.startswith("  ")])
logging.basicConfig(format="ignored")
logging.basicConfig(force=True, stream=s, format="%(message)s!")
logging.error("forced")
print(s.getvalue().splitlines()[-1], len(logging.getLogger().handlers))
