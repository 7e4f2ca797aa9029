try: import no_such_module_xyz
except ModuleNotFoundError as e: print(e, e.name)
try: from math import no_such_name
except ImportError as e: print(str(e).split(' (')[0])
try: import math.sub
except ModuleNotFoundError as e: print(e)
try: from no_such_module_xyz import y
except ImportError as e: print(e)
