"""Pages that are run once, and a process of its own for each visitor, forked from the page that ran.

A parent process imports the workbook once. From it comes a process for each page, which runs the page's notebook
once and waits. A visitor's kernel is a fork of that process: it is there in a tenth of a second, or waits already for
the next one, shares the memory that it does not change, and has the widgets of the page already. So the page itself is
drawn once too, and a visitor gets that text with the number of their own kernel in it.

Where there is no fork, where a page can't be run beforehand, or when the parent ended, visitors get ordinary kernels.

    server:   forks, waiting, rendered, provisioner, page
    parent:   parent, standing, notebook, scripts, kernel
"""
