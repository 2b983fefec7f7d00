"""What a person does, one function an act. Faces (command line, pages) parse, call one of these, and
render.
"""
