/** What the updater and the installer hand each other, as files that outlive both. */
@NullMarked
package org.wardgate.updater.files;

import org.jspecify.annotations.NullMarked;
