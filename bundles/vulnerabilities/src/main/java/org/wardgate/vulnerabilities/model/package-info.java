/** SBOMs, statements, and what identifies software. Pure data. */
@NullMarked
package org.wardgate.vulnerabilities.model;

import org.jspecify.annotations.NullMarked;
