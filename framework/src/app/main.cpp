#include "app/program.h"

int main(int argc, char** argv) { return muster::app::runProgram(argc, argv); }
