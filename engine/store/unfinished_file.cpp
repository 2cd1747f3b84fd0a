#include "store/unfinished_file.h"

#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace plumb::store {

UnfinishedFile::UnfinishedFile(const std::string& path) : path_(path + ".new-" + std::to_string(::getpid())) {}

UnfinishedFile::~UnfinishedFile() {
  std::error_code ignored;
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) std::filesystem::remove(path_ + suffix, ignored);
}

}  // namespace plumb::store
