# The template of ./tocsin package, for Terraform and OpenTofu.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

variable "bucket" {
  description = "A bucket in the stack's region, for the release's files"
  type        = string
}

variable "secret_name" {
  description = "The secret with the members that the template's parameter names"
  type        = string
  default     = "tocsin"
}

variable "secret_version" {
  description = "The id of the secret's version; a data source would write its values into the state"
  type        = string
}

locals {
  dist     = "${path.module}/../../dist"
  template = "tocsin-0.1.0.template.json"
}

resource "aws_s3_object" "release" {
  for_each    = setunion(fileset(local.dist, "*.zip"), [local.template])
  bucket      = var.bucket
  key         = "tocsin/${each.value}"
  source      = "${local.dist}/${each.value}"
  source_hash = filesha256("${local.dist}/${each.value}")
}

resource "aws_cloudformation_stack" "tocsin" {
  name         = "tocsin"
  template_url = "https://${var.bucket}.s3.amazonaws.com/${aws_s3_object.release[local.template].key}"
  capabilities = ["CAPABILITY_IAM"]

  parameters = {
    ArtifactBucket = var.bucket
    ArtifactPrefix = "tocsin/"
    SecretName     = var.secret_name
    SecretVersion  = var.secret_version
  }

  depends_on = [aws_s3_object.release]
}

output "url" {
  value = aws_cloudformation_stack.tocsin.outputs["Url"]
}
