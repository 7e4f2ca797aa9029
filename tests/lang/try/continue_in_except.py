import sys
out = []
for i in range(3):
    try:
        [][i]
    except IndexError as e:
        out.append(str(e))
        continue
    out.append('never')
print(out, sys.exc_info()[1])
