"""The workbook as pages on the web: who may come in, what passes, and each visitor's own kernel.

server -> handlers, forked      the pages
       -> line                  the line between a page and its kernel
       -> page_files            styles and scripts
"""
