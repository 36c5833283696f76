"""What tables are written as: pages, workbooks, documents, LaTeX, Markdown, CSV."""
