resource "aws_s3_bucket_acl" "files" {
  bucket = aws_s3_bucket.files.id
  # ok: terraform-public-storage
  acl    = "private"
}

resource "google_storage_bucket_iam_member" "files" {
  bucket = "files"
  role   = "roles/storage.objectViewer"
  # ok: terraform-public-storage
  member = "user:a@example.com"
}

resource "aws_s3_bucket_public_access_block" "files" {
  bucket            = aws_s3_bucket.files.id
  # ok: terraform-public-storage
  block_public_acls = true
}

resource "azurerm_storage_container" "files" {
  name                  = "files"
  # ok: terraform-public-storage
  container_access_type = "private"
}
