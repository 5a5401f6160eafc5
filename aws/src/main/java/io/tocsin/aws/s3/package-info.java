/** The archive in S3. */
@NullMarked
package io.tocsin.aws.s3;

import org.jspecify.annotations.NullMarked;
