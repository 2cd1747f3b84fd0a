// A draft under a name of its own, taken away again unless it was renamed. Not part of the room's
// door.
#pragma once

#include <string>

namespace plumb::store {

class UnfinishedFile {
 public:
  // The draft stands beside `path`, so that it can be renamed.
  explicit UnfinishedFile(const std::string& path);
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  ~UnfinishedFile();  // with what SQLite puts beside it

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace plumb::store
