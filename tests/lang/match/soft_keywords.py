match = 1
case = 2
_ = 3
type = 4
print(match + case + _ + type)
match (case):
    case 2: print('two')
print(match, case)
