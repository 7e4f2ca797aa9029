from collections import defaultdict
d = defaultdict(int)
match d:
    case {'missing': v}: print('no', v)
    case _: print('not there', dict(d))
