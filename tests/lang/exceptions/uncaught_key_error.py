# raises
print("before")
{}["missing"]
