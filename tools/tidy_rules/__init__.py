# SPDX-License-Identifier: Apache-2.0
"""The rules of tools/tidy.py: a rule is a function of the tree giving (path, line, message); modules list theirs."""
