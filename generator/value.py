"""What a record can say: the values that its text stands for."""

from typing import TypeAlias

Value: TypeAlias = str | int | bool | list["Value"] | dict[str, "Value"]
