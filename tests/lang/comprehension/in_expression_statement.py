log = []
[log.append(i) for i in range(3)]
print(log)
