import math
import math as m2
from math import sqrt
print(math is m2, sqrt is math.sqrt)
