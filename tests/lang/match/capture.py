match [1, 2]:
    case x:
        print(x)
print(x)
