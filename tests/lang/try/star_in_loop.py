out = []
for i in range(3):
    try:
        raise ExceptionGroup('g', [ValueError(i)])
    except* ValueError as e:
        for x in e.exceptions:
            if x.args[0] == 1: break
            out.append(str(x))
print(out)
