class V:
    def __init__(self, v):
        self.v = v
    def __lt__(self, other):
        return self.v < other.v
    def __repr__(self):
        return f"V{self.v}"
print(sorted([V(3), V(1), V(2)]), sorted([V(3), V(1), V(2)], reverse=True), min([V(3), V(1)]), [V(1)] < [V(2)])
try:
    max([V(1), V(2)])
    print("max works by reflection")
except TypeError as e:
    print(e)
