"""The two-minute check: a short form that ends in the answer a free question would get.

`form` knows the steps and what fills them, `choices` what the buttons offer, `handlers` the chat.
"""
