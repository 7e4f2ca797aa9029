from collections import UserList, UserString

u = UserList([3, 1, 2])
u.append(9)
u += [4]
u.sort()
print(u, u[1:3], type(u[1:3]).__name__, u + [7], [0] + u, u * 2, u == [1, 2, 3, 4, 9], 9 in u, u.index(4), u.pop(), len(u))
u.extend(UserList([5]))
u.insert(0, -1)
u.reverse()
u.remove(5)
print(u, u.count(1), u.copy() == u, UserList("ab"), UserList(u) < UserList([9]))
s = UserString("Hello")
print(s, repr(s), s.upper(), type(s.upper()).__name__, s + " you", "Oh " + s, s * 2, s[1], s[1:3], len(s), s == "Hello", "ell" in s)
print(s.replace("l", "L"), s.find("l"), s.split("l"), s.startswith("He"), s.center(11, "*"), hash(s) == hash("Hello"), int(UserString("42")))
print(UserString("%s-%s") % (1, 2), s.join(["a", "b"]), s < "Help", s.encode())
