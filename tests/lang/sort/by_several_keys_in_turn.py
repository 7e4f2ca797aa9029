people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dan", 25)]
people.sort(key=lambda p: p[0], reverse=True)
people.sort(key=lambda p: p[1])
print(people)
print(sorted(people, key=lambda p: (p[1], p[0])), [n for n, _ in sorted(people, key=lambda p: -p[1])])
