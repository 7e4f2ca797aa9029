from contextlib import suppress
out = []
for v in ('1', 'x', '3'):
    with suppress(ValueError):
        out.append(int(v))
print(out)
