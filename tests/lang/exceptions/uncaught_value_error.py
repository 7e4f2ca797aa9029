# raises
print("before")
raise ValueError("the final text", 5)
