out = []
for v in [1, 'skip', 2, 'stop', 3]:
    match v:
        case 'skip': continue
        case 'stop': break
        case int(n): out.append(n)
print(out)
