#include "boundary/directory_connector.h"
#include <muster/sdk/define_connector.h>

MUSTER_DEFINE_CONNECTOR(bench::DirectoryConnector, "directory", "1.0.0")
