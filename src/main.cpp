// SPDX-License-Identifier: Apache-2.0
#include "commands/command_line.hpp"

int main(int count, char** arguments) { return bluelamp::commands::run(count, arguments); }
