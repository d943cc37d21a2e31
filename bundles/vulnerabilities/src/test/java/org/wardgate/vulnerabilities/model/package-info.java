/** Tests. */
@NullMarked
package org.wardgate.vulnerabilities.model;

import org.jspecify.annotations.NullMarked;
