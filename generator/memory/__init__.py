"""What is kept on disk between two runs, so that the second one need not do it all again.

It knows nothing of what is kept. All of it may be deleted at any time.
"""
