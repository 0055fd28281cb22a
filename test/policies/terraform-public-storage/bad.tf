resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  # ruleid: terraform-public-storage
  acl    = "public-read"
}

resource "aws_s3_bucket" "old" {
  bucket = "old"
  # ruleid: terraform-public-storage
  acl    = "public-read-write"
}

resource "google_storage_bucket_iam_member" "files" {
  bucket = "files"
  role   = "roles/storage.objectViewer"
  # ruleid: terraform-public-storage
  member = "allUsers"
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket                  = aws_s3_bucket.files.id
  # ruleid: terraform-public-storage
  block_public_acls       = false
  restrict_public_buckets = true
}

resource "azurerm_storage_container" "files" {
  name                  = "files"
  # ruleid: terraform-public-storage
  container_access_type = "blob"
}
