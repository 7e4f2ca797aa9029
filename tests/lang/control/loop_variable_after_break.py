for i in range(10):
    if i == 4: break
print(i)
