"""Projects of annotation tools: brat, doccano, Label Studio, Potato, WebAnno and INCEpTION, CATMA."""
