# raises
class Custom(Exception):
    def __str__(self):
        return "custom text"
print("before")
raise Custom(1)
